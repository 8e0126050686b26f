/** Two keys side by side that wait for a decision: how they stand, and the next step. */
import { overlapLeft, type OverlapOperation } from '../../../shared/model/overlap.ts'
import { useAccount, useProvider, useVault } from '../../vault/store.ts'
import { OverlapSteps } from '../replace/overlap-steps.tsx'
import { overlapWords } from '../replace/overlap-words.ts'

export function OverlapItem({ operation }: { readonly operation: OverlapOperation }) {
  const now = useVault((state) => state.now)
  const account = useAccount(operation.account)
  const provider = useProvider(account?.provider)?.name
  const { title, detail, steps } = overlapWords(operation, provider, now)
  return (
    <section className="attention-operation">
      <h3 className="wrap">Replacement of {operation.overlap.oldName}</h3>
      <p className="faint small">{overlapLeft(operation.overlap, now)}</p>
      <div className="verdict">
        <strong>{title}</strong>
        <p className="soft">{detail}</p>
        <OverlapSteps operation={operation} steps={steps} provider={provider} />
      </div>
    </section>
  )
}
