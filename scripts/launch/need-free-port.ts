import { createServer } from 'node:net';

/**
 * @throws one line that names another port, when somebody listens on this one: on all addresses or only on
 * 127.0.0.1, which some systems let stand beside each other
 */
export async function needFreePort(port: number): Promise<void> {
  for (const host of ['127.0.0.1', undefined]) {
    await new Promise<void>((resolve, reject) => {
      const probe = createServer();
      probe.once('error', ({ code }: NodeJS.ErrnoException) => {
        const reason = code === 'EACCES' ? 'may not be used by this user' : 'is taken';
        reject(
          new Error(
            `Port ${port} ${reason}. Choose another one: PORT=${port < 65_535 ? port + 1 : 3000} npm start`,
          ),
        );
      });
      probe.listen({ port, ...(host ? { host } : {}) }, () => probe.close(() => resolve()));
    });
  }
}
