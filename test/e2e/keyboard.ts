/** A user without a mouse: moves by Tab until the element with a given name has the focus. */
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const MOST_TABS = 80

/**
 * The accessible name of the focused element, as far as these screens need it: label, own text without
 * the parts that are hidden from screen readers, or the text of its label element.
 */
function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement
    if (!(element instanceof HTMLElement)) return ''
    const ids = element.getAttribute('aria-labelledby')?.split(' ') ?? []
    const named = ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ')
    const labels =
      element instanceof HTMLInputElement ? [...(element.labels ?? [])].map((label) => label.textContent) : []
    const content = element.cloneNode(true) as HTMLElement
    for (const hidden of content.querySelectorAll('[aria-hidden="true"]')) hidden.remove()
    return [element.getAttribute('aria-label') ?? '', named, ...labels, content.textContent].join(' ').trim()
  })
}

/** Presses Tab until the name of the focused element matches. If none matches, throws with the names that it found. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  const met: string[] = []
  for (let tab = 0; tab < MOST_TABS; tab++) {
    const focused = await focusedName(page)
    if (name.test(focused)) return
    met.push(focused.slice(0, 40))
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never reached ${String(name)}; it met: ${[...new Set(met)].join(' | ')}`)
}

/** Chooses the item of the open menu that begins with `text` by typing its letters. Waits for the focus first, or the letters would go elsewhere. */
export async function chooseByLetters(page: Page, text: string): Promise<void> {
  const focused = page.locator('[role="menuitem"]:focus')
  await expect.poll(() => focused.count()).toBe(1)
  await page.keyboard.type(text)
  await focused.filter({ hasText: new RegExp(`^${text}`) }).waitFor()
  await page.keyboard.press('Enter')
}
