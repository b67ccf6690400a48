import type { DialplanBecause, DialplanRule, DialplanStep } from './dialplan';

/** Who decides what happens to a text: our own block list first, then the Service, a rule, the office number. */
export type DecidedBy = 'blocklist' | 'service' | 'rule' | 'office' | 'nobody';

export interface Route {
  decidedBy: DecidedBy;
  rule: DialplanRule | null;
  /** The Service whose number it is, or null. */
  serviceName: string | null;
  /** The names of who would hear it. */
  names: readonly string[];
  trail: readonly DialplanStep[];
  rules: readonly DialplanRule[];
}

const BECAUSE: Record<DialplanBecause, string> = {
  disabled: 'is switched off',
  number: 'is for another number',
  customer: 'is for other customers',
  country: 'is for other countries',
  not_first: 'asks for a word in a first message, and this is none',
  keyword: 'asks for a word that is not in it',
  hours: 'is for another time',
  fits: 'fits',
};

/** What would happen to a text and why, in words: the decision first, then each rule that was looked at. */
export function sayRoute(route: Route): string {
  const looked = route.trail.map(({ ruleId, because }) => {
    const name = route.rules.find(({ id }) => id === ruleId)?.name ?? ruleId;
    return `Rule "${name}" ${BECAUSE[because]}.`;
  });
  return [decision(route), ...looked].join(' ');
}

function decision({ decidedBy, rule, serviceName, names }: Route): string {
  const people = names.join(', ');
  switch (decidedBy) {
    case 'blocklist':
      return 'It would go to the block log: this customer is blocked.';
    case 'service':
      return `It would go to the Service ${serviceName}: ${people}.`;
    case 'rule':
      if (rule?.target.kind === 'block') return `Rule "${rule.name}" puts it into the block log.`;
      if (rule?.target.kind === 'reply') {
        return `Rule "${rule.name}" answers it; ${people || 'nobody'} would hear it.`;
      }
      return `Rule "${rule?.name}" takes it to ${people}.`;
    case 'office':
      return `It would go to those whose office number it is: ${people}.`;
    case 'nobody':
      return 'Nobody who may receive texts would hear it: it would stand in Unattended.';
  }
}
