import { parseArgs } from 'node:util';
import type { z } from 'zod';

/** The command was called wrongly; the message is one line that says how. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** What was written after a command's name. */
export class Arguments {
  readonly json: boolean;
  readonly words: readonly string[];
  readonly #values: Readonly<Record<string, string | boolean | undefined>>;

  /** @throws UsageError for an option or word that the command does not take */
  constructor(argv: readonly string[], options: readonly string[], words = 0) {
    const known = Object.fromEntries(options.map((name) => [name, { type: 'string' as const }]));
    try {
      const parsed = parseArgs({
        args: [...argv],
        options: { ...known, json: { type: 'boolean' } },
        allowPositionals: true,
      });
      this.#values = parsed.values;
      this.words = parsed.positionals;
      this.json = parsed.values.json === true;
    } catch (error) {
      // Node's own sentences name the option; what follows the first is advice about "--".
      const [sentence = 'wrong arguments'] = String(error instanceof Error ? error.message : error).split(
        '. ',
      );
      throw new UsageError(sentence);
    }
    if (this.words.length > words) throw new UsageError(`"${this.words[words]}" is one word too many`);
    if (this.words.length < words) throw new UsageError('something is missing');
  }

  /** @throws UsageError when it is not there */
  text(name: string): string {
    const value = this.optional(name);
    if (value === undefined) throw new UsageError(`--${name} is missing`);
    return value;
  }

  optional(name: string): string | undefined {
    const value = this.#values[name];
    return typeof value === 'string' ? value : undefined;
  }

  /** @throws UsageError when it is there and no number */
  number(name: string): number | undefined {
    const value = this.optional(name);
    if (value === undefined) return undefined;
    if (!/^\d{1,9}$/.test(value)) throw new UsageError(`--${name} must be a whole number`);
    return Number(value);
  }

  /** @throws UsageError when it is there and neither on nor off */
  switch(name: string): boolean | undefined {
    const value = this.optional(name);
    if (value === undefined) return undefined;
    if (value !== 'on' && value !== 'off') throw new UsageError(`--${name} must be on or off`);
    return value === 'on';
  }

  /** Words separated by commas; [] when it is not there. */
  list(name: string): string[] {
    return (this.optional(name) ?? '')
      .split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== '');
  }
}

/**
 * An input as its verb wants it. `options` says by which option the operator gave a field.
 * @throws UsageError with the first thing that is wrong
 */
export function readInput<T>(
  schema: z.ZodType<T>,
  input: Record<string, unknown>,
  options: Record<string, string>,
): T {
  // An option that was not given must not be there at all: the schemas know no `undefined`.
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const field = String(issue?.path[0] ?? '');
  throw new UsageError(`--${options[field] ?? field}: ${issue?.message ?? 'wrong'}`);
}
