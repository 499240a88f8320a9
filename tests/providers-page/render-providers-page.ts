import { claimTopics } from '../../packages/provider-compatible/src/profile/evidence.ts';
import type { Profile } from '../../packages/provider-compatible/src/profile/profile.ts';
import { refusedFields } from '../../packages/provider-compatible/src/fields/encode-fields.ts';
import { compatibleTaskTypes } from '../../packages/provider-compatible/src/task-types.ts';
import { figures, priceRange } from './figures.ts';
import { table } from './table.ts';

type Profiles = Readonly<Record<string, Profile>>;

/** The page on the services, out of nothing but their profiles. */
export function renderProvidersPage(profiles: Profiles): string {
  return (
    [
      '# Providers',
      'What each profile declares, and how far the claim can be trusted. Written by `node tests/write-providers-page.ts` out of the profiles in `packages/provider-compatible/src/profile`; a test compares the two.',
      'Nothing here was tried at a live account. A claim that is `inferred` may be wrong: the options of `compatible` correct it. A task type that a service lacks is refused before any request, and so is a task with a field that it does not take. `raw` passes a method of the service’s own through.',
      '## Task types',
      '`in` is the dialect in.php, `ct` the dialect createTask.',
      taskTypes(profiles),
      '## Features',
      '`price` is in that currency per 1,000, `batch` is how many tickets one poll may ask about, `billing` is where a reply says what it cost.',
      features(profiles),
      ...Object.entries(profiles).flatMap(([name, profile]) => section(name, profile)),
      '',
    ]
      .join('\n\n')
      .trimEnd() + '\n'
  );
}

function taskTypes(profiles: Profiles): string {
  const names = Object.keys(profiles);
  const takes = ({ dialects }: Profile, taskType: string): string =>
    [
      ...(Object.hasOwn(dialects['in.php']?.methods ?? {}, taskType) ? ['in'] : []),
      ...(Object.hasOwn(dialects.createTask?.methods ?? {}, taskType) ? ['ct'] : []),
    ].join(' ');
  const rows = compatibleTaskTypes.map((taskType) => [
    `\`${taskType}\``,
    ...Object.values(profiles).map((profile) => takes(profile, taskType)),
  ]);
  return table(['', ...names], rows);
}

const featureTopics = [
  'submits',
  'polls',
  'balance',
  'retention',
  'unsolvable',
  'pictures',
  'batch',
  'billing',
  'callbacks',
  'reports',
  'affiliate',
] as const;

function features(profiles: Profiles): string {
  const rows = Object.entries(profiles).map(([name, profile]) => [
    name,
    profile.defaultDialect,
    priceRange(profile),
    ...featureTopics.map((topic) => figures[topic](profile)),
  ]);
  return table(['', 'speaks first', 'price', ...featureTopics], rows);
}

function section(name: string, profile: Profile): readonly string[] {
  const { readOn, claims } = profile.evidence ?? { readOn: '', claims: {} };
  const rows = claimTopics.flatMap((topic) =>
    [claims[topic] ?? []].flat().map(({ of, source, confidence, note = '' }) => {
      const heading = of === undefined ? topic : `${topic} (${of})`;
      return [heading, figures[topic](partOf(profile, of)), confidence, source, note];
    }),
  );
  const refused = refusals(profile);
  return [
    `## ${name}`,
    ...(rows.length === 0
      ? ['No sources are recorded with the profile.']
      : [
          `Sources read on ${readOn}.`,
          table(['claim', 'what the profile says', 'confidence', 'source', 'note'], rows),
        ]),
    ...(refused === '' ? [] : [`Fields that it does not take: ${refused}.`]),
  ];
}

/** A claim about one dialect says nothing of the other. */
function partOf(profile: Profile, of: string | undefined): Profile {
  const { 'in.php': inPhp, createTask } = profile.dialects;
  if (of === 'in.php' && inPhp !== undefined) return { ...profile, dialects: { 'in.php': inPhp } };
  if (of === 'createTask' && createTask !== undefined)
    return { ...profile, dialects: { createTask } };
  return profile;
}

function refusals({ dialects }: Profile): string {
  const all = Object.entries(dialects).flatMap(([dialect, { methods }]) =>
    Object.entries(methods).flatMap(([taskType, { fields }]) => {
      const refused = refusedFields(fields);
      return refused.length === 0 ? [] : [`${taskType} (${dialect}): ${refused.join(', ')}`];
    }),
  );
  return all.join('; ');
}
