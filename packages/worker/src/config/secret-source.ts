import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

import { OptionsInvalidError } from '@understudy/core/provider';
import { Redactor } from '@understudy/core/wire';

import type { SecretReference } from './secret-reference.ts';

/** The variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

const maxFileBytes = 65_536;
const secretName = /(^|_)(KEY|TOKEN|SECRET|PASSWORD|DATABASE_URL)$/i;
/** Shorter values of variables that only sound secret are words such as `true`. */
const shortestGuess = 8;

/** Reads secrets from where they are kept, and knows what must not be said aloud. */
export class SecretSource {
  readonly env: Environment;
  /** Where relative paths begin. */
  readonly cwd: string;
  readonly #secrets = new Set<string>();
  /** Undefined while there are secrets that it does not know. */
  #redactor: Redactor | undefined;

  constructor({ env, cwd }: { readonly env: Environment; readonly cwd: string }) {
    this.env = env;
    this.cwd = cwd;
    for (const [name, value = ''] of Object.entries(env)) {
      if (secretName.test(name) && value.length >= shortestGuess) this.keep(value);
      else this.keepPassword(value);
    }
  }

  /** @throws {OptionsInvalidError} that names the option, and the variable or file that is missing. */
  read(reference: SecretReference, option: string): string {
    const value = 'env' in reference ? this.env[reference.env] : this.#fileText(reference.file);
    const secret = value?.trim() ?? '';
    if (secret === '') throw missing(reference, option);
    return this.keep(secret);
  }

  /** What a variable says, or the file that the variable of the same name with `_FILE` names. */
  readVariable(name: string): string | undefined {
    const file = this.env[`${name}_FILE`];
    if (file !== undefined && file !== '') return this.read({ file }, `${name}_FILE`);
    return this.env[name] ? this.read({ env: name }, name) : undefined;
  }

  /** Never shows this text from now on, nor the password in it when it is a URL. */
  keep(secret: string): string {
    this.#add(secret);
    return this.keepPassword(secret);
  }

  /** Never shows the password of a URL; of another text there is nothing to hide. */
  keepPassword(text: string): string {
    const password = text.includes('@') && URL.canParse(text) ? new URL(text).password : '';
    if (password !== '') this.#add(password, decoded(password));
    return text;
  }

  /** A text in which no secret is left. */
  redact(text: string): string {
    this.#redactor ??= new Redactor([...this.#secrets]);
    return this.#redactor.redact(text);
  }

  #add(...secrets: readonly string[]): void {
    for (const secret of secrets) this.#secrets.add(secret);
    this.#redactor = undefined;
  }

  #fileText(file: string): string | undefined {
    try {
      const path = resolve(this.cwd, file);
      return statSync(path).size > maxFileBytes ? undefined : readFileSync(path, 'utf8');
    } catch {
      return undefined;
    }
  }
}

function missing(reference: SecretReference, option: string): OptionsInvalidError {
  const why =
    'env' in reference
      ? `the environment has no ${reference.env}`
      : `${reference.file} cannot be read, is empty or too long for a secret`;
  return new OptionsInvalidError({ option, message: `option "${option}": ${why}` });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
