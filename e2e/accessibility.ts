import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './people';

/**
 * What is open can be used by everybody: no finding of axe that keeps somebody from it, in the light; and in the dark,
 * where only the colours differ, no contrast that is too weak.
 * @param within only there: looking at a whole screen takes a second
 */
export async function expectAccessible(page: Page, within = 'html'): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    // What has just opened or changed its colours fades; half faded it has no contrast.
    await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
    // Preloading asks for blobs, which our content security policy refuses; it serves nothing that we look for.
    const axe = new AxeBuilder({ page }).include(within).options({ preload: false });
    // Without frames of others one page is enough.
    axe.setLegacyMode();
    if (colorScheme === 'dark') axe.withRules('color-contrast');
    const { violations } = await axe.analyze();
    const findings = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
    expect(findings, colorScheme).toEqual([]);
  }
}
