import pg from 'pg';

export interface Statement {
  text: string;
  values: readonly unknown[];
  /** Sent without waiting for the answer of the one before. */
  atOnce: boolean;
}

/** What `act` asks of the database through pg, in order, transaction brackets included. */
export async function recordStatements(act: () => Promise<unknown>): Promise<Statement[]> {
  const recorded: Statement[] = [];
  let unanswered = 0;
  const real = pg.Client.prototype.query;
  const recording = function (this: pg.Client, ...args: unknown[]): unknown {
    const [asked, given] = args;
    const { text, values } =
      typeof asked === 'string' ? { text: asked, values: given } : (asked as Partial<Statement>);
    const list = Array.isArray(given) ? given : Array.isArray(values) ? values : [];
    if (text) recorded.push({ text, values: list, atOnce: unanswered > 0 });
    unanswered += 1;
    const answer: unknown = Reflect.apply(real, this, args);
    if (!(answer instanceof Promise)) return answer;
    return answer.finally(() => {
      unanswered -= 1;
    });
  };
  Reflect.set(pg.Client.prototype, 'query', recording);
  try {
    await act();
  } finally {
    Reflect.set(pg.Client.prototype, 'query', real);
  }
  return recorded;
}

/**
 * The statements as a script for pgbench, which sends together what we send together.
 * @param vary SQL to put in the place of a recorded value, so that transactions differ; undefined keeps it
 */
export function toPgbenchScript(
  statements: readonly Statement[],
  vary: (value: unknown) => string | undefined,
): string {
  const lines: string[] = [];
  statements.forEach((statement, place) => {
    const opens = !statement.atOnce && statements[place + 1]?.atOnce;
    const closes = statement.atOnce && !statements[place + 1]?.atOnce;
    lines.push(
      ...(opens ? ['\\startpipeline'] : []),
      ...toLines(statement, vary),
      ...(closes ? ['\\endpipeline'] : []),
    );
  });
  return lines.join('\n');
}

function toLines({ text, values }: Statement, vary: (value: unknown) => string | undefined): string[] {
  const sql = text.replace(/\$(\d+)/g, (_, place) => {
    const value = values[Number(place) - 1];
    return vary(value) ?? literal(value, vary);
  });
  // pgbench takes one statement at a time when it prepares them.
  const single = values.length === 0 ? sql.split(/;\s*/) : [sql];
  return single
    .map((statement) => statement.replace(/\s+/g, ' ').trim())
    .filter((statement) => statement !== '')
    .map((statement) => (statement.includes('\\gset') ? statement : `${statement};`));
}

function literal(value: unknown, vary: (value: unknown) => string | undefined): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value))
    return `array[${value.map((item) => vary(item) ?? literal(item, vary)).join(', ')}]`;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = value instanceof Date ? value.toISOString() : String(value);
  // A colon before a letter would be a variable to pgbench.
  return `'${text.replaceAll("'", "''").replace(/:(?=[A-Za-z_])/g, ': ')}'`;
}
