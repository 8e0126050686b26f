/** The ways in which the page passes a secret to main. */
import { z } from 'zod'

/** A secret on its way to main: typed in the page, or on the clipboard for main to read. */
export const SecretInput = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('typed'), text: z.string().max(100_000) }),
  z.strictObject({ from: z.literal('clipboard') }),
])
export type SecretInput = z.infer<typeof SecretInput>
