/** The findings of axe on the page as it is shown. */
import axe from 'axe-core'
import type { Page } from 'playwright-core'

interface Finding {
  readonly id: string
  readonly impact: string
  readonly where: readonly string[]
}

interface Options {
  /** Also checks that the name of each control holds its visible text, which axe calls an experimental rule. */
  readonly checksNames?: boolean
}

/** Findings that axe rates serious or critical on the visible page; with `within`, a selector, in that part of it. */
export async function findings(
  page: Page,
  within?: string,
  { checksNames = false }: Options = {},
): Promise<Finding[]> {
  // An element that fades in has less contrast during the animation than after it.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => undefined))),
  )
  await page.evaluate(axe.source) // through the debugger, which no Content Security Policy restricts
  return page.evaluate(
    async ({ part, isNameRuleOn }) => {
      const { axe: checker } = window as unknown as { axe: typeof import('axe-core') }
      const { violations } = await checker.run(part ?? document, {
        resultTypes: ['violations'],
        rules: { 'label-content-name-mismatch': { enabled: isNameRuleOn } },
      })
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, impact, nodes }) => ({
          id,
          impact: String(impact),
          where: nodes.map(({ target }) => target.join(' ')),
        }))
    },
    { part: within, isNameRuleOn: checksNames },
  )
}
