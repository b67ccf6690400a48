import pg from 'pg';

/**
 * A connection that sees and writes the rows of the only organization there is, as row level security
 * lets nobody do who has not said which one.
 */
export async function lookInside(
  databaseUrl: string,
): Promise<{ client: pg.Client; organizationId: number }> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ id: number }>('select id from organizations');
  const organizationId = rows[0]?.id;
  if (organizationId === undefined || rows.length > 1) {
    await client.end();
    throw new Error(`${rows.length} organizations`);
  }
  await client.query('set role waggle_tenant');
  await client.query(`select set_config('waggle.organization_id', $1, false)`, [String(organizationId)]);
  return { client, organizationId };
}
