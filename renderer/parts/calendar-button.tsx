/** A button that opens a month view to pick a day. Arrow keys move by days and weeks, Page Up and Page Down by months; Escape changes nothing. */
import { useState } from 'react'
import type { CalendarDate } from '@internationalized/date'
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarHeading,
  Dialog,
  DialogTrigger,
  Popover,
} from 'react-aria-components'
import { DATE_MESSAGES } from './date-messages.ts'
import { Icon } from './icon.tsx'

interface Props {
  readonly label: string
  readonly value: CalendarDate | undefined
  readonly today: CalendarDate
  /** Whether days before today cannot be picked. */
  readonly isFuture: boolean
  readonly onPick: (day: CalendarDate) => void
}

export function CalendarButton({ label, value, today, isFuture, onPick }: Props) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setIsOpen}>
      <Button className="button plain icon-only" aria-label={DATE_MESSAGES.calendar(label)}>
        <Icon of="timeline" />
      </Button>
      <Popover className="popover calendar-popover" placement="bottom end" offset={4}>
        <Dialog aria-label={DATE_MESSAGES.calendarTitle(label)} className="calendar-dialog">
          <Calendar
            className="calendar"
            aria-label={DATE_MESSAGES.calendarTitle(label)}
            autoFocus
            value={value ?? null}
            defaultFocusedValue={value ?? today}
            {...(isFuture && { minValue: today })}
            onChange={(day) => {
              setIsOpen(false)
              onPick(day)
            }}
          >
            <header className="calendar-head">
              <Button
                slot="previous"
                className="button quiet icon-only calendar-previous"
                aria-label={DATE_MESSAGES.previous}
              >
                <Icon of="forward" />
              </Button>
              <CalendarHeading className="calendar-title" />
              <Button slot="next" className="button quiet icon-only" aria-label={DATE_MESSAGES.next}>
                <Icon of="forward" />
              </Button>
            </header>
            <CalendarGrid className="calendar-grid">
              {(day) => <CalendarCell date={day} className="calendar-day" />}
            </CalendarGrid>
          </Calendar>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
