import { sql } from 'drizzle-orm';

/** A CallView of `calls c`; serves SELECT and RETURNING alike. Times leave the database as ISO 8601 in UTC. */
export const callColumns = sql`c.id, c.direction, c.peer, c.state,
  (select k.name from contact_numbers n join contacts k
     on k.organization_id = n.organization_id and k.id = n.contact_id
   where n.organization_id = c.organization_id and n.customer = c.peer) as "peerName",
  to_char(c.started_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "startedAt",
  to_char(c.answered_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "answeredAt"`;
