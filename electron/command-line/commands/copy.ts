/** `keyhold copy`: the app's own copy, with its timer. The secret does not pass through the terminal. */
import { EXIT } from '../../../shared/contract/command-line-limits.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import { durationWords } from '../../../shared/expiry/expiry.ts'
import { CopyAs } from '../../../shared/model/copy-as.ts'
import { usage, valueOf, type ActingCommand, type ActingContext } from '../command.ts'
import { needKey, type NeededKey } from '../need-key.ts'
import { neededVersion, requestFor, wantedSecret } from '../secrets.ts'
import { USAGE } from '../usage-messages.ts'
import type { VaultReading } from '../vault-reading.ts'
import { COPY, COPY_FORMS } from './copy-messages.ts'

export const copy: ActingCommand = {
  name: 'copy',
  ...COPY.spec,
  needsUnlocked: true,
  asks: 'secret',
  async acts(context, input) {
    const asked = valueOf(input, 'as')
    const as = CopyAs.safeParse(asked ?? 'value')
    if (!as.success) throw usage(USAGE.choices('--as', asked ?? '', COPY_FORMS))
    const vault = context.reading()
    const needed = neededVersion(needKey(input.words[0] ?? '', vault), input)
    return copyKey(context, needed, vault, { reason: valueOf(input, 'reason'), as: as.data })
  },
}

interface How {
  readonly reason: string | undefined
  readonly as?: CopyAs
}

export async function copyKey(
  context: ActingContext,
  needed: NeededKey,
  vault: VaultReading,
  { reason, as }: How,
): Promise<number> {
  const { session, output, program } = context
  const wanted = wantedSecret(needed, vault)
  await program.approvals().permit(requestFor(context, [wanted], { command: 'copy', reason }), session.signal)
  if (context.isLocked()) throw new Failure({ kind: 'locked' })
  const { clearsAt } = await context.vault().copy.key({ ...wanted, ...(as !== undefined && { as }) })
  // Rounded to seconds, because the copy itself has taken some milliseconds.
  const left = Math.round((clearsAt - program.clock.now()) / 1_000) * 1_000
  await output.lines(COPY.done(needed.key.name, durationWords(left)))
  return EXIT.done
}
