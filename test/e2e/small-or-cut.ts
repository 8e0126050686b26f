/** Finds what is hard to press or to read on the shown page: targets that are too small, and texts that are cut without an ellipsis. */
import type { Page } from 'playwright-core'
import { animationsEnded } from './fit.ts'

/** One line for each target below 24 pixels, and for each text that is cut without an ellipsis. Ignores a page under a dialog. */
export async function smallOrCut(page: Page): Promise<string[]> {
  await animationsEnded(page)
  return page.evaluate(findSmallOrCut)
}

/** Runs in the page, so it uses nothing from outside the function. */
function findSmallOrCut(): string[] {
  /** Elements that a pointer presses. WCAG 2.5.8: at least 24 by 24 CSS pixels, except a word within a sentence. */
  const targets = 'button, input, select, a, summary, [role="menuitem"], [role="tab"], .star, .row-action'
  const leastPx = 24
  const root = [...document.querySelectorAll('[role="dialog"], [role="alertdialog"]')].at(-1) ?? document.body

  const isSeen = (element: Element): boolean =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    element.closest('[inert], .toasts, .unseen, .brand') === null &&
    !isTiny(element)

  /** Whether an element is for screen readers alone, which its frame's size shows. A switch, for example, is drawn beside its real control. */
  const isTiny = (element: Element): boolean =>
    element.getBoundingClientRect().width <= 2 ||
    (element.parentElement !== null && isTiny(element.parentElement))

  const nameOf = (element: Element): string => {
    const name = element.getAttribute('aria-label') ?? element.textContent
    return `${element.tagName.toLowerCase()} “${name.trim().slice(0, 50)}”`
  }

  const isInSentence = (element: Element): boolean => element.matches('.text-button, p a, li a')

  const small = [...root.querySelectorAll(targets)]
    .filter((element) => isSeen(element) && !isInSentence(element))
    // A press on the label is a press on its control.
    .map((element) => ({ element, box: (element.closest('label') ?? element).getBoundingClientRect() }))
    .filter(({ box }) => Math.min(box.width, box.height) < leastPx)
    .map(({ element, box }) => `${nameOf(element)} is ${Math.round(box.width)}×${Math.round(box.height)} px`)

  function textsOf(part: Element) {
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT)
    const found: { readonly text: Node; readonly parent: Element }[] = []
    while (walker.nextNode() !== null) {
      const { currentNode: text } = walker
      if (text.parentElement !== null && (text.textContent ?? '').trim() !== '')
        found.push({ text, parent: text.parentElement })
    }
    return found
  }

  /** Whether a container that neither scrolls nor ends in an ellipsis cuts the text at its left or right. */
  function isCut({ text, parent }: { readonly text: Node; readonly parent: Element }): boolean {
    const range = document.createRange()
    range.selectNodeContents(text)
    const { left, right } = range.getBoundingClientRect()
    for (let above: Element | null = parent; above !== null; above = above.parentElement) {
      const { overflowX, textOverflow } = getComputedStyle(above)
      if (overflowX === 'visible') continue
      if (/auto|scroll/.test(overflowX) || textOverflow === 'ellipsis') return false
      const frame = above.getBoundingClientRect()
      if (left < frame.left - 1 || right > frame.right + 1) return true
    }
    return false
  }

  const cut = textsOf(root)
    .filter((one) => isSeen(one.parent) && isCut(one))
    .map(({ parent }) => `${nameOf(parent)} is a text that is cut without an ellipsis`)
  return [...new Set([...small, ...cut])]
}
