/** Lists the overlaps that end in the period, below the plot that marks them. After that, an old key that is not retired needs attention. */
import { overlapLeft } from '../../../shared/model/overlap.ts'
import { openDetail, showView } from '../../app/page-actions.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Moment } from '../../parts/time.tsx'
import { useVault } from '../../vault/store.ts'
import type { OverlapEnd } from './timeline.ts'
import { MESSAGES } from './timeline-messages.ts'

export function OverlapTransitions({ ends }: { readonly ends: readonly OverlapEnd[] }) {
  const now = useVault((state) => state.now)
  if (ends.length === 0) return null
  return (
    <section className="overlap-ends" aria-labelledby="overlap-ends-title">
      <h2 id="overlap-ends-title">{MESSAGES.overlaps}</h2>
      <ul>
        {ends.map(({ row, until }) => (
          <li key={row.id}>
            <Icon of="retiring" className="soft" />
            <Button
              looks="quiet"
              size="small"
              onPress={() => {
                showView({ kind: 'overlapping' })
                openDetail(row.id)
              }}
            >
              <span dir="auto">{row.name}</span>
            </Button>
            <span className="soft">
              {MESSAGES.oldKey(overlapLeft(row.overlap ?? { until }, now))} <Moment at={until} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
