/**
 * Who is brought into a Service's conversation by its customer's message, in place of all static members:
 * some agents, or the members of another Service.
 */
export type ServiceRouting = { kind: 'agents'; userIds: string[] } | { kind: 'service'; serviceId: string };
