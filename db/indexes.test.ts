import { expect, it } from 'vitest';
import { testDatabase } from './testing/test-database';

const database = await testDatabase();

it('no index is kept in an order that no query asks for, so that lists are read and not sorted', async () => {
  // 1 = DESC NULLS LAST; an `order by … desc` means NULLS FIRST (pg_index.indoption).
  const indexes = await database.asOwner(
    'select indexrelid::regclass::text as name from pg_index where 1 = any(indoption::int2[])',
  );
  expect(indexes).toEqual([]);
});
