import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  readonly registry: Registry;
  observeRequest(method: string, route: string, status: number, ms: number): void;
  /** A figure read at each scrape; it is left out of a scrape in which `read` throws. */
  gauge(name: string, help: string, read: () => Promise<Reading[]>, labels?: readonly string[]): void;
}

interface Reading {
  value: number;
  labels?: Record<string, string>;
}

/** The figures of one process, for /api/metrics. Every name starts with `waggle_`, besides Node's own. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'waggle_http_request_seconds',
    help: 'Time to answer HTTP requests, by route pattern and status',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  return {
    registry,
    observeRequest: (method, route, status, ms) =>
      requests.labels(method, route, String(status)).observe(ms / 1_000),
    gauge(name, help, read, labels = []) {
      new Gauge({
        name,
        help,
        labelNames: [...labels],
        registers: [registry],
        async collect() {
          this.reset();
          for (const { value, labels: own = {} } of await read().catch(() => [])) this.set(own, value);
        },
      });
    },
  };
}
