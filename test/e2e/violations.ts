/** Collects violations of the Content Security Policy, so that they fail a test. */
import type { BrowserContext } from 'playwright-core'
import { expect } from 'vitest'
import { atEnd } from './lifetime.ts'

const VIOLATION = /Content Security Policy|Trusted ?Type|TrustedHTML|TrustedScript/i

/** Chromium reports violations to the console, also those from before this call. Call it before the page loads if possible. */
export function watchViolations(context: BrowserContext): () => string[] {
  const seen: string[] = []
  context.on('console', (message) => {
    if (VIOLATION.test(message.text())) seen.push(message.text())
  })
  atEnd(() => expect(seen).toEqual([]))
  return () => seen.splice(0)
}
