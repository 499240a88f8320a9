/** Services that speak `in.php`/`res.php` or `createTask`/`getTaskResult`. */
export { compatible } from './compatible.ts';
export type { CompatibleOptions, ProfileCorrections } from './compatible-options.ts';

/** What providers of services of the same families build on. */
export type { ApiKey } from './account/read-api-key.ts';
export type { CreateTaskSettings } from './create-task/create-task-dialect.ts';
export { createTaskMethods } from './create-task/create-task-methods.ts';
export type { CreateTaskMethod, CreateTaskMethods } from './create-task/create-task-method.ts';
export type { ErrorMeaning, ErrorTable } from './errors/error-meaning.ts';
export type { FieldEncoder, FieldEncoders } from './fields/field-encoder.ts';
export {
  as,
  characterClass,
  flag,
  nested,
  numberedPictures,
  picture,
  proxyParts,
  proxyText,
  unneeded,
  writtenElsewhere,
} from './fields/write-field.ts';
export type { ImageFormat } from './image/image-format.ts';
export type { ImageLimits } from './image/image-limits.ts';
export type { InPhpSettings, ThreadsQuestion } from './in-php/in-php-dialect.ts';
export { inPhpMethods } from './in-php/in-php-methods.ts';
export type { InPhpMethod, InPhpMethods } from './in-php/in-php-methods.ts';
export type { FormEncoding } from './in-php/write-form.ts';
export { accountOptionShape } from './options/account-options.ts';
export type { AccountOptions, Timing } from './options/account-options.ts';
export type { DialectName, Profile } from './profile/profile.ts';
export type { ProfileName } from './profile/profiles.ts';
export { tokenLifetimesMs } from './profile/token-lifetimes.ts';
export { isJsonObject, parseJson } from './reply/parse-json.ts';
export type { JsonObject } from './reply/parse-json.ts';
export type { CallbackStyle } from './service/callback-style.ts';
export { connectService } from './service/connect-service.ts';
export type { ServiceAccount } from './service/connect-service.ts';
export type { CompatibleTaskType } from './task-types.ts';
