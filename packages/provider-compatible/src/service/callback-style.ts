/** How a service calls back, where it is not as its family does. */
export interface CallbackStyle {
  /** The parameter of a submit that carries the callback URL. @default `pingback` of in.php, `callbackUrl` of createTask */
  readonly parameter?: string | undefined;
  /** The field of a call that holds the ticket's id. @default `id` or `captcha_id`, and `taskId` or `id` of createTask */
  readonly idField?: string | undefined;
  /**
   * The field of a call that holds the answer: a call without it names no ticket. The answer is not believed all the
   * same, because nothing proves who wrote it. @default a call needs an id only
   */
  readonly answerField?: string | undefined;
}

/** What a call of the service's has to look like. */
export interface CallbackReading extends Pick<CallbackStyle, 'idField' | 'answerField'> {
  readonly idPattern?: RegExp | undefined;
}
