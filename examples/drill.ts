import { parseArgs } from 'node:util';

import { nearestWord } from '@understudy/core/provider';

import { runDrill } from './drill/run-drill.ts';
import { solveLive } from './live/solve-live.ts';

const usage = `npm start                the failover drill: two fake services, no key, nothing spent
npm start -- --json      the same, with the result as JSON on standard output
npm start -- --seed 7    the same draws again
npm start -- --speed 10  slower: 10 seconds of service time in one second (default 20, at most 60)
npm start -- --live      one real picture, with CAPTCHAAI_API_KEY and BACKUP_API_KEY from the environment`;

const options = {
  json: { type: 'boolean', default: false },
  live: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
  seed: { type: 'string', default: '7' },
  speed: { type: 'string', default: '20' },
} as const;

/** Says which option is unknown, and which was probably meant. */
function unknownOption(words: readonly string[]): string | undefined {
  const { tokens } = parseArgs({ args: [...words], options, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === 'positional') return `unknown word "${token.value}"`;
    if (token.kind !== 'option' || Object.hasOwn(options, token.name)) continue;
    const nearest = nearestWord(token.name, Object.keys(options));
    const hint = nearest === undefined ? '' : `, did you mean --${nearest}?`;
    return `unknown option --${token.name}${hint}`;
  }
  return undefined;
}

async function main(words: readonly string[]): Promise<number> {
  const mistake = unknownOption(words);
  if (mistake !== undefined) {
    console.error(`${mistake}\n\n${usage}`);
    return 2;
  }
  const { values } = parseArgs({ args: [...words], options });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  if (values.live) return solveLive();
  const speed = Number(values.speed);
  if (!(speed >= 1 && speed <= 60)) {
    console.error(`--speed must be a number from 1 to 60, not "${values.speed}"\n\n${usage}`);
    return 2;
  }
  return runDrill({ isJson: values.json, seed: values.seed, speed });
}

process.exitCode = await main(process.argv.slice(2));
