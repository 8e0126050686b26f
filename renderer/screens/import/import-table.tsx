/**
 * The table of an import's preview: an ARIA grid with one tab stop on top of a virtual list, like the list of keys. The focus stays on the grid, and
 * `aria-activedescendant` names the active line. Keys: arrows, Home, End and Page keys move, Space ticks, Ctrl+A ticks all that are shown.
 */
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { Icon } from '../../parts/icon.tsx'
import { meantKey } from '../../parts/key-press.ts'
import { canTick, toggled, toggledAll, type Choice, type Item } from './import-flow.ts'
import { becomesWords, importMessages, placeWords, skippedWords } from './import-messages.ts'

const ROW_PX = 44
const OVERSCAN = 4

interface Props {
  readonly items: readonly Item[]
  readonly choice: Choice
  readonly onChoice: (choice: Choice) => void
}

const lineId = (index: number): string => `import-line-${String(index)}`

export function ImportTable({ items, choice, onChoice }: Props) {
  const scroller = useRef<HTMLDivElement>(null)
  const [moved, setActive] = useState(0)
  // Another filter may show fewer lines.
  const active = Math.max(0, Math.min(moved, items.length - 1))
  useEffect(() => scroller.current?.focus(), [])
  const rangeExtractor = useCallback(
    (range: Range) => {
      const inView = defaultRangeExtractor(range)
      return inView.includes(active) || active >= range.count
        ? inView
        : [...inView, active].sort((a, b) => a - b)
    },
    [active],
  )
  // oxlint-disable-next-line react/incompatible-library -- the compiler is not used here
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
    rangeExtractor,
  })

  const moveTo = (index: number) => {
    setActive(index)
    virtual.scrollToIndex(index)
    // In a low window the dialog itself scrolls, too.
    scroller.current?.scrollIntoView({ block: 'nearest' })
  }
  const toggle = (item: Item | undefined) => item !== undefined && onChoice(toggled(choice, item))
  const pageOf = () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_PX) - 1)
  const onKeyDown = (event: KeyboardEvent) => {
    const press = pressOf(event)
    const target = targetOf(press, active, items.length, pageOf())
    if (target !== undefined) moveTo(target)
    else if (press === ' ') toggle(items[active])
    else if (press === ALL) onChoice(toggledAll(choice, items))
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={importMessages.table}
      aria-rowcount={items.length}
      aria-multiselectable="true"
      aria-activedescendant={items.length === 0 ? undefined : lineId(active)}
      tabIndex={0}
      className="import-table"
      style={{ blockSize: `calc(${String(items.length * ROW_PX)}px + 2px)` }}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className="import-lines" style={{ blockSize: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const item = items[index]
          return item === undefined ? null : (
            <Line
              key={index}
              item={item}
              index={index}
              top={start}
              isActive={index === active}
              choice={choice}
              onPress={() => {
                setActive(index)
                toggle(item)
              }}
            />
          )
        })}
      </div>
    </div>
  )
}

const ALL = 'all'

/** The key, {@link ALL} for Ctrl+A and Cmd+A, or an empty text for a press that the table does not handle. */
function pressOf(event: KeyboardEvent): string {
  const key = meantKey(event.nativeEvent)
  if (key === undefined || event.altKey) return ''
  if (!event.ctrlKey && !event.metaKey) return key
  return key.toLowerCase() === 'a' ? ALL : ''
}

/** The line that a key moves to; `undefined` if the key does not move. */
function targetOf(key: string, active: number, count: number, page: number): number | undefined {
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + page,
    PageUp: active - page,
    Home: 0,
    End: count - 1,
  }
  const target = Object.hasOwn(moves, key) ? moves[key] : undefined
  return target === undefined ? undefined : Math.max(0, Math.min(target, count - 1))
}

interface LineProps {
  readonly item: Item
  readonly index: number
  /** Pixels from the first line. */
  readonly top: number
  readonly isActive: boolean
  readonly choice: Choice
  readonly onPress: () => void
}

function Line({ item, index, top, isActive, choice, onPress }: LineProps) {
  const isTickable = canTick(item)
  const isTicked = item.kind !== 'skipped' && choice.ticked.has(item.row.row)
  const { name, kind, place, becomes } = wordsOf(item, choice)
  return (
    <div
      id={lineId(index)}
      role="row"
      aria-rowindex={index + 1}
      {...(isTickable && { 'aria-selected': isTicked })}
      tabIndex={-1}
      className={`import-line ${isActive ? 'active' : ''} ${isTickable ? '' : 'fixed'}`}
      style={{ transform: `translateY(${String(top)}px)` }}
      onClick={onPress}
    >
      <span role="gridcell">
        {isTickable && (
          <span className={`tick-box ${isTicked ? 'on' : ''}`} aria-hidden="true">
            <Icon of="check" />
          </span>
        )}
      </span>
      <span role="gridcell" className="import-name">
        <span className="cut" dir="auto" title={name}>
          {name}
          {kind !== undefined && <span className="faint small"> {kind}</span>}
        </span>
        <span className="cut faint small" dir="auto" title={place}>
          {place}
        </span>
      </span>
      <span role="gridcell" className="import-becomes small" title={becomes}>
        {becomes}
      </span>
    </div>
  )
}

function wordsOf(item: Item, { isApart }: Choice) {
  if (item.kind === 'skipped') {
    const { name, place, why } = item.skipped
    return { name, kind: undefined, place: placeWords(place), becomes: skippedWords(why) }
  }
  const { name, kind, place } = item.row
  return { name, kind, place: placeWords(place), becomes: becomesWords(item.row, isApart) }
}
