/** The field for a sample answer, and what the draft's pointers find in it. */
import { useMemo } from 'react'
import { Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import { dayText, momentText } from '../../messages/dates.ts'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/field.tsx'
import { FoldButton } from '../../parts/fold-button.tsx'
import { TableHead } from '../../parts/table-head.tsx'
import { cellWords, columnWords, sampleMessages } from './describe-messages.ts'
import type { Draft } from './draft.ts'
import { suggested, tried, type Cell, type Column, type Tried } from './sample.ts'

interface FieldProps {
  readonly draft: Draft
  readonly sample: string
  readonly onSample: (sample: string) => void
  readonly onFill: (changed: Partial<Draft>) => void
}

export function SampleField({ draft, sample, onSample, onFill }: FieldProps) {
  const fill = useMemo(() => suggested(draft, sample), [draft, sample])
  return (
    <Disclosure className="folded" defaultExpanded={sample !== ''}>
      <Heading level={4} className="section-title">
        <FoldButton>{sampleMessages.fold}</FoldButton>
      </Heading>
      <DisclosurePanel className="folded-body">
        <Field
          label={sampleMessages.label}
          help={sampleMessages.help}
          value={sample}
          onChange={onSample}
          mono
          rows={6}
          autoComplete="off"
          spellCheck="false"
        />
        {Object.keys(fill).length > 0 && (
          <div className="row">
            <Button size="small" onPress={() => onFill(fill)}>
              {sampleMessages.fill}
            </Button>
          </div>
        )}
      </DisclosurePanel>
    </Disclosure>
  )
}

interface ResultProps {
  readonly draft: Draft
  readonly sample: string
  readonly onUse: (rows: string) => void
}

export function SampleResult({ draft, sample, onUse }: ResultProps) {
  const found = useMemo(() => tried(draft, sample), [draft, sample])
  return (
    <div className="sample-result">
      <p role="status" className={isTrouble(found) ? 'warn' : 'soft'}>
        {sampleMessages.tried(found)}
      </p>
      {found.kind === 'no-list' && found.arrays.length > 0 && (
        <div className="row">
          {found.arrays.map((pointer) => (
            <Button key={pointer} size="small" onPress={() => onUse(pointer)}>
              {sampleMessages.use(pointer)}
            </Button>
          ))}
        </div>
      )}
      {found.kind === 'rows' && found.columns.length > 0 && <Rows found={found} />}
    </div>
  )
}

const isTrouble = ({ kind }: Tried): boolean => kind === 'not-json' || kind === 'no-list'

function Rows({ found: { columns, rows } }: { readonly found: Extract<Tried, { kind: 'rows' }> }) {
  const leaks = rows.some(({ id }) => id?.kind === 'leaks')
  return (
    <>
      {leaks && <p className="bad">{sampleMessages.leaks}</p>}
      <div className="rows-scroll" role="region" aria-label={sampleMessages.table} tabIndex={0}>
        <table className="rows-table">
          <TableHead columns={columns.map((column) => columnWords[column])} />
          <tbody>
            {rows.map((row, index) => (
              <tr key={index}>
                {columns.map((column) => (
                  <td key={column}>
                    {row[column] !== undefined && <CellView column={column} cell={row[column]} />}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function CellView({ column, cell }: { readonly column: Column; readonly cell: Cell }) {
  switch (cell.kind) {
    case 'text':
      return <TextCell column={column} text={cell.text} />
    case 'time':
      return <time title={momentText(cell.at)}>{dayText(cell.at)}</time>
    case 'none':
      return <span className="faint">{cellWords.none[column === 'created' ? 'created' : 'others']}</span>
    case 'hidden':
    case 'leaks':
    case 'missing':
    case 'unreadable':
      return <span className={isFine(column, cell) ? 'faint' : 'bad'}>{cellWords[cell.kind]}</span>
  }
}

function TextCell({ column, text }: { readonly column: Column; readonly text: string }) {
  return <bdi className={column === 'keyName' ? 'wrap' : 'mono wrap'}>{text}</bdi>
}

/** Only the id is required in every row. */
const isFine = (column: Column, { kind }: Cell): boolean =>
  kind === 'hidden' || (kind === 'missing' && column !== 'id')
