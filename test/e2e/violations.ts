/** Collects violations of the Content Security Policy, so that a test fails by them. */
import type { BrowserContext } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'

const VIOLATION = /Content Security Policy|Trusted ?Type|TrustedHTML|TrustedScript/i

/** Chromium reports them to the console, also those from before anybody listened. Call it before the page loads if possible. */
export function watchViolations(context: BrowserContext): () => string[] {
  const seen: string[] = []
  context.on('console', (message) => {
    if (VIOLATION.test(message.text())) seen.push(message.text())
  })
  onTestFinished(() => expect(seen).toEqual([]))
  return () => seen.splice(0)
}
