import type { CsrfGuard } from './csrf';
import type { Handler } from './exchange';

export interface ApiRoute {
  /** An exact path, or a prefix when it ends with `/`. */
  path: string;
  /** Its name in log and metrics; never holds a token or an id. */
  label: string;
  methods: readonly string[];
  /** Left out where the caller is no browser and proves itself by a signature or not at all. */
  guard?: CsrfGuard;
  /** Successful requests are logged at `debug` only: there are too many. */
  quiet?: boolean;
  handle: Handler;
}

/** The first route for a path; undecoded, so that no second spelling of an address exists. */
export function findRoute(routes: readonly ApiRoute[], path: string): ApiRoute | undefined {
  return routes.find((route) =>
    route.path.endsWith('/') ? path.startsWith(route.path) : path === route.path,
  );
}
