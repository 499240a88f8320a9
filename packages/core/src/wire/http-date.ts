const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const time = '(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)';
/** The three forms of RFC 9110, section 5.6.7. */
const forms = [
  new RegExp(`^\\w{3}, (?<day>\\d\\d) (?<month>\\w{3}) (?<year>\\d{4}) ${time} GMT$`),
  new RegExp(`^\\w{6,9}, (?<day>\\d\\d)-(?<month>\\w{3})-(?<year>\\d\\d) ${time} GMT$`),
  new RegExp(`^\\w{3} (?<month>\\w{3}) (?<day>[ \\d]\\d) ${time} (?<year>\\d{4})$`),
];

/** Milliseconds since 1970, or undefined for what is no HTTP date. Needs no clock and no time zone. */
export function parseHttpDateEpochMs(text: string): number | undefined {
  const fields = forms
    .map((form) => form.exec(text)?.groups)
    .find((groups) => groups !== undefined);
  if (fields === undefined) return undefined;
  const month = months.indexOf(fields['month'] ?? '');
  const [day, hour, minute, second] = ['day', 'hour', 'minute', 'second'].map((name) =>
    Number(fields[name]),
  );
  if (
    month === -1 ||
    day === undefined ||
    hour === undefined ||
    minute === undefined ||
    second === undefined
  ) {
    return undefined;
  }
  if (day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60) return undefined;
  const days = daysSince1970({ year: fullYear(fields['year'] ?? ''), month, day });
  return (((days * 24 + hour) * 60 + minute) * 60 + second) * 1_000;
}

/** Two digits mean this century: no service announces a wait from the last one. */
const fullYear = (digits: string): number => (digits.length === 2 ? 2_000 : 0) + Number(digits);

/** The proleptic Gregorian calendar, counted from March so that the leap day comes last. */
function daysSince1970(date: {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}): number {
  const isBeforeMarch = date.month < 2;
  const year = date.year - (isBeforeMarch ? 1 : 0);
  const monthFromMarch = date.month + (isBeforeMarch ? 10 : -2);
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + date.day - 1;
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
  return year * 365 + leapDays + dayOfYear - 719_468;
}
