import { expect, it } from 'vitest';
import { serviceConversationsBlocked } from './service-conversations-blocked';

it.each([
  ['6.05.20240501.1', 'US', undefined],
  ['6.04.20231020', 'SE', undefined],
  ['6.04.20231019.9', 'US', 'version_too_low'],
  ['6.05.20240501.1', 'DE', 'region_unsupported'],
  ['1.00.20000101', 'DE', 'region_unsupported'],
])('platform %s in region %s: %s (items 43 and 44)', (platformVersion, region, code) => {
  expect(serviceConversationsBlocked({ platformVersion, region })?.code).toBe(code);
});
