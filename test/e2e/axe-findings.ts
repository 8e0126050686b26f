/** The findings of axe on the visible page. */
import axe from 'axe-core'
import type { Page } from 'playwright-core'

interface Finding {
  readonly id: string
  readonly impact: string
  readonly where: readonly string[]
}

/**
 * The findings on the visible page that axe rates serious or critical, and each control whose name lacks its visible text. `within`, a selector,
 * limits the check to a part of the page.
 */
export async function findings(page: Page, within?: string): Promise<Finding[]> {
  // An element that fades in has less contrast during the animation than after it.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => undefined))),
  )
  await page.evaluate(axe.source) // runs through the debugger, because no Content Security Policy restricts the debugger
  return page.evaluate(async (part) => {
    const { axe: checker } = window as unknown as { axe: typeof import('axe-core') }
    const { violations } = await checker.run(part ?? document, {
      resultTypes: ['violations'],
      rules: { 'label-content-name-mismatch': { enabled: true } }, // off by default, because axe calls the rule experimental
    })
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, impact, nodes }) => ({
        id,
        impact: String(impact),
        where: nodes.map(({ target }) => target.join(' ')),
      }))
  }, within)
}
