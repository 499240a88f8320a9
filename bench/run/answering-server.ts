import { createServer } from 'node:http';

/**
 * A process that speaks as much of `in.php` as is needed to be timed against: every task is taken, and answered when
 * its id starts with a 1. It has a process of its own so that its CPU time is not counted. Started by `startChild`.
 */
const token = `0.${'cDrL0ZdM6l4kz4yW'.repeat(36)}`;
const reply = (request: string, isReady = true): string =>
  JSON.stringify({ status: isReady ? 1 : 0, request });

/** What `res.php` says of the tickets of one request. */
function answerOf(form: URLSearchParams): string {
  const stateOf = (id: string): string => (id.startsWith('1') ? token : 'CAPCHA_NOT_READY');
  const ids = form.get('ids');
  if (ids !== null) return reply(ids.split(',').map(stateOf).join('|'));
  const state = stateOf(form.get('id') ?? '');
  return reply(state, state === token);
}

let tickets = 0;
const counts = { submits: 0, polls: 0 };

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (text: string) => (body += text));
  request.on('end', () => {
    const form = new URLSearchParams(body);
    const isSubmit = request.url === '/in.php';
    counts[isSubmit ? 'submits' : 'polls'] += 1;
    // A page of this name wants its tasks to stay in work.
    const first = form.get('pageurl')?.endsWith('/never') === true ? 2 : 1;
    const text = isSubmit ? reply(`${first}${1_000_000_000 + (tickets += 1)}`) : answerOf(form);
    response.setHeader('content-type', 'application/json; charset=utf-8');
    response.setHeader('content-length', Buffer.byteLength(text));
    response.end(text);
  });
});
process.on('disconnect', () => process.exit());
process.on('message', () => process.send?.(counts));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object') process.send?.({ port: address?.port });
});
