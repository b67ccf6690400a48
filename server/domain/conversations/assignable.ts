import { type Licence, mayText } from '../users/roles';

/** What is known of a user when a Service's conversation is to be theirs. */
export interface AssigneeFacts {
  active: boolean;
  licence: Licence;
  isServiceMember: boolean;
}

/** Whether a user may be, or stay, the assignee (item 60, trap 19): they must be able to answer for the Service. */
export function mayBeAssigned(user: AssigneeFacts): boolean {
  return user.isServiceMember && mayText(user);
}
