import type { JsonValue } from './json-value.ts';
import type { BlsTask, GridTask, ImageTask } from './picture-tasks.ts';
import type {
  AmazonWafSolution,
  CellsSolution,
  ClearanceSolution,
  GeetestV3Solution,
  GeetestV4Solution,
  LeminSolution,
  RawSolution,
  TextSolution,
  TokenSolution,
} from './task-solutions.ts';
import type {
  AmazonWafTask,
  CaptchaFoxTask,
  CloudflareChallengeTask,
  FriendlyCaptchaTask,
  FuncaptchaTask,
  GeetestV3Task,
  GeetestV4Task,
  HcaptchaTask,
  LeminTask,
  RecaptchaV2Task,
  RecaptchaV3Task,
  TurnstileTask,
} from './widget-tasks.ts';

/** A method of the service's own, passed through with its parameters: nothing is checked, nothing is renamed. */
export interface RawTask {
  /** The `method` of in.php, or the task's `type` of createTask. */
  readonly method: string;
  readonly parameters: { readonly [name: string]: JsonValue };
}

/** Every task type with its fields and its answer. A plug-in adds its own by declaration merging. */
export interface TaskMap {
  'recaptcha-v2': { readonly task: RecaptchaV2Task; readonly solution: TokenSolution };
  'recaptcha-v3': { readonly task: RecaptchaV3Task; readonly solution: TokenSolution };
  turnstile: { readonly task: TurnstileTask; readonly solution: TokenSolution };
  'cloudflare-challenge': {
    readonly task: CloudflareChallengeTask;
    readonly solution: ClearanceSolution;
  };
  'geetest-v3': { readonly task: GeetestV3Task; readonly solution: GeetestV3Solution };
  'geetest-v4': { readonly task: GeetestV4Task; readonly solution: GeetestV4Solution };
  image: { readonly task: ImageTask; readonly solution: TextSolution };
  grid: { readonly task: GridTask; readonly solution: CellsSolution };
  bls: { readonly task: BlsTask; readonly solution: CellsSolution };
  'friendly-captcha': { readonly task: FriendlyCaptchaTask; readonly solution: TokenSolution };
  lemin: { readonly task: LeminTask; readonly solution: LeminSolution };
  captchafox: { readonly task: CaptchaFoxTask; readonly solution: TokenSolution };
  hcaptcha: { readonly task: HcaptchaTask; readonly solution: TokenSolution };
  funcaptcha: { readonly task: FuncaptchaTask; readonly solution: TokenSolution };
  'amazon-waf': { readonly task: AmazonWafTask; readonly solution: AmazonWafSolution };
  raw: { readonly task: RawTask; readonly solution: RawSolution };
}

export type TaskType = keyof TaskMap & string;

/** The fields of a task of type `T`, without the `type` itself. */
export type TaskOf<T extends TaskType> = TaskMap[T]['task'];

/** What is asked of a provider: a union on `type`. */
export type Task<T extends TaskType = TaskType> = {
  readonly [K in T]: { readonly type: K } & TaskOf<K>;
}[T];
