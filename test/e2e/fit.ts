/** Finds controls on the shown page that do not fit: cut off, outside the window, or over another control. */
import type { Page } from 'playwright-core'

/** One line for each control that is cut off, leaves the window, or overlaps another. Ignores a page under a dialog. */
export async function misfits(page: Page): Promise<string[]> {
  await animationsEnded(page)
  return page.evaluate(findMisfits)
}

/** Resolves when every animation that has an end is over. */
export async function animationsEnded(page: Page): Promise<void> {
  await page.evaluate(async () => {
    // An element that slides in is elsewhere during its animation; a spinner has no end.
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(ending.map(({ finished }) => finished))
  })
}

/** Runs in the page, so it uses nothing from outside the function. */
function findMisfits(): string[] {
  interface Box {
    readonly left: number
    readonly top: number
    readonly right: number
    readonly bottom: number
  }
  const controls = 'button, input, textarea, [role="grid"], h1, h2, .cell-name, .cell-expires'
  const root = [...document.querySelectorAll('[role="dialog"], [role="alertdialog"]')].at(-1) ?? document.body

  const isSeen = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    element.closest('[inert], .toasts, .unseen, .brand') === null &&
    !isTiny(element)

  /** Whether an element is for screen readers alone, which its frame's size shows. A switch, for example, is drawn beside its real control. */
  const isTiny = (element: Element): boolean =>
    element.getBoundingClientRect().width <= 2 ||
    (element.parentElement !== null && isTiny(element.parentElement))

  const nameOf = (element: Element) => {
    const name = element.getAttribute('aria-label') ?? element.textContent
    return `${element.tagName.toLowerCase()} “${name.trim().slice(0, 50)}”`
  }

  const common = (one: Box, other: Box): Box => ({
    left: Math.max(one.left, other.left),
    top: Math.max(one.top, other.top),
    right: Math.min(one.right, other.right),
    bottom: Math.min(one.bottom, other.bottom),
  })
  const isWide = ({ left, right }: Box) => right - left > 1
  const isHigh = ({ top, bottom }: Box) => bottom - top > 1
  const sticksOut = (inner: Box, outer: Box) =>
    [inner.left < outer.left - 1, inner.right > outer.right + 1].some(Boolean)
  const isTaller = (inner: Box, outer: Box) =>
    [inner.top < outer.top - 1, inner.bottom > outer.bottom + 1].some(Boolean)

  /** The elements that clip an element, from the inside out; the last is the window. A container that scrolls vertically clips nothing. */
  function* framesOf(element: Element): Generator<{ box: Box; scrolls: boolean }> {
    for (let above = element.parentElement; above !== null; above = above.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(above)
      if (overflowX !== 'visible' || overflowY !== 'visible')
        yield { box: above.getBoundingClientRect(), scrolls: /auto|scroll/.test(overflowY) }
    }
    yield { box: { left: 0, top: 0, right: innerWidth, bottom: innerHeight }, scrolls: false }
  }

  function placeOf(element: Element) {
    let box: Box = element.getBoundingClientRect()
    let isCut = false
    let isScrolled = false
    for (const frame of framesOf(element)) {
      isScrolled ||= frame.scrolls
      isCut ||= sticksOut(box, frame.box) || (!isScrolled && isTaller(box, frame.box))
      box = common(box, frame.box)
    }
    return { element, box, isCut }
  }

  const placed = [...root.querySelectorAll(controls)].filter(isSeen).map(placeOf)
  const cutOff = placed.filter(({ isCut }) => isCut).map(({ element }) => `${nameOf(element)} is cut off`)

  // Rows may scroll under the head of the list, and a field may contain its own buttons.
  const apart = placed.filter(({ element }) => element.closest('[role="grid"], .plot') === null)
  const isOneThing = (one: Element, other: Element) =>
    one.contains(other) ||
    other.contains(one) ||
    (one.matches('.input, .search-input') && one.parentElement === other.parentElement)
  const overlapping = apart.flatMap((one, index) =>
    apart
      .slice(index + 1)
      .filter((other) => !isOneThing(one.element, other.element))
      .filter(({ box }) => isWide(common(one.box, box)) && isHigh(common(one.box, box)))
      .map((other) => `${nameOf(one.element)} and ${nameOf(other.element)} overlap`),
  )
  // A hidden input outside every scrolling container makes the document longer. Focus on that input would move the content of the whole window.
  const { scrollHeight } = document.documentElement
  const tooLong =
    scrollHeight > innerHeight + 1
      ? [`the page is ${scrollHeight} px high in a window of ${innerHeight}`]
      : []
  return [...cutOff, ...overlapping, ...tooLong]
}
