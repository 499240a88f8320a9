import type { AdminReply } from './admin-reply.ts';
import type { AdminTarget } from './admin-target.ts';

/** A reader that is so far behind is gone. */
const maxUnreadBytes = 4 * 1024 * 1024;

/** Everything that happens from now on, as server-sent events; ends with a reset. */
export const eventStream = (target: AdminTarget): AdminReply => ({
  kind: 'stream',
  start(response) {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.flushHeaders();
    const leave = target.engine.log.listen(
      (event) => {
        const lines = [
          `id: ${event.seq}`,
          `event: ${event.kind}`,
          `data: ${JSON.stringify(event)}`,
        ];
        response.write(`${lines.join('\n')}\n\n`);
        if (response.writableLength > maxUnreadBytes) response.destroy();
      },
      () => response.end(),
    );
    response.once('close', leave);
  },
});
