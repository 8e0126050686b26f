/**
 * A date field: the user types a date in a common notation or picks a day from a calendar. A time of day can be added.
 *
 * States: empty; a date (its meaning is shown below); a date that has passed (by `past` refused with an error, flagged, or accepted); a
 * text that is not a date (an error says how to write one; the text stays, and the value is `NaN`, which no form sends). When the field
 * loses focus, a date is written in full, so that the user sees which day `90d` is.
 */
import { getLocalTimeZone, parseTime, type CalendarDate, type Time } from '@internationalized/date'
import { useState } from 'react'
import { Input, Label, Text, TextField } from 'react-aria-components'
import { relativeWords } from '../../shared/expiry/expiry.ts'
import { utcText } from '../messages/dates.ts'
import { useVault } from '../vault/store.ts'
import { commonMessages } from '../messages/common-messages.ts'
import { Button } from './button.tsx'
import { CalendarButton } from './calendar-button.tsx'
import { inputText, readInput, todayIn, type DateInput, type DateRules } from './date-input.ts'
import { DATE_MESSAGES, DATE_PROBLEMS, DATE_STEPS, dateWords } from './date-messages.ts'
import { dateText, type LocalDate } from './date-text.ts'
import { Below, Field } from './field.tsx'

interface Props extends Pick<DateRules, 'edge'>, Partial<Pick<DateRules, 'past'>> {
  readonly label: string
  readonly help?: string | undefined
  readonly error?: string | undefined
  /** Epoch milliseconds, UTC. `NaN`: the typed text is not a date. */
  readonly value: number | undefined
  readonly onChange: (value: number | undefined) => void
  /** If true, no button clears the date. */
  readonly isRequired?: boolean
}

function useDateInput({ value, onChange, edge, past = 'fine' }: Props) {
  const now = useVault((state) => state.now)
  const rules: DateRules = { zone: getLocalTimeZone(), now, edge, past }
  const [typed, setTyped] = useState(() => ({ text: inputText(value, rules), value }))
  // The value was changed from outside, so the text follows it.
  if (!Object.is(typed.value, value)) setTyped({ text: inputText(value, rules), value })
  const input = readInput(typed.text, rules)
  return {
    ...input,
    text: typed.text,
    rules,
    type: (text: string) => {
      const next = readInput(text, rules).value
      setTyped({ text, value: next })
      onChange(next)
    },
    /** Writes a date in full. A text that is not a date stays unchanged. */
    tidy: () => {
      if (input.date !== undefined) setTyped({ ...typed, text: dateText(input.date) })
    },
  }
}

export function DateField(props: Props) {
  const field = useDateInput(props)
  const { date, rules, type } = field
  const [isTimeAsked, setIsTimeAsked] = useState(false)
  const hasTime = isTimeAsked || date?.time !== undefined
  const pick = (day: CalendarDate, time?: Time) => type(dateText({ day, time }))
  return (
    <div className="date-field">
      <div className="date-line">
        <DateInputField {...props} {...field} />
        <CalendarButton
          label={props.label}
          value={date?.day}
          today={todayIn(rules)}
          isFuture={rules.past === 'refused'}
          onPick={(day) => pick(day, date?.time)}
        />
        {date !== undefined && hasTime && (
          <TimePart label={props.label} date={date} onChange={(time) => pick(date.day, time)} />
        )}
      </div>
      <DateButtons
        {...props}
        {...field}
        hasTime={hasTime}
        onDay={pick}
        onTime={(isAsked) => {
          setIsTimeAsked(isAsked)
          if (!isAsked && date !== undefined) pick(date.day)
        }}
      />
    </div>
  )
}

interface DateButtonsProps extends Props, Pick<DateInput, 'date'> {
  readonly text: string
  readonly rules: DateRules
  readonly type: (text: string) => void
  readonly hasTime: boolean
  readonly onDay: (day: CalendarDate) => void
  readonly onTime: (isAsked: boolean) => void
}

/** Buttons below the field: steps from today for an end date, adding or removing a time, and clearing a date that is not required. */
function DateButtons(props: DateButtonsProps) {
  const { label, edge, isRequired = false, text, date, rules, hasTime } = props
  return (
    <span className="date-steps">
      {edge === 'end' &&
        DATE_STEPS.map(([words, days]) => (
          <Button
            key={words}
            size="small"
            aria-label={DATE_MESSAGES.step(label, words)}
            onPress={() => props.onDay(todayIn(rules).add({ days }))}
          >
            {`+ ${words}`}
          </Button>
        ))}
      {date !== undefined && (
        <Quiet
          words={hasTime ? DATE_MESSAGES.noTime : DATE_MESSAGES.addTime}
          label={label}
          onPress={() => props.onTime(!hasTime)}
        />
      )}
      {text !== '' && !isRequired && (
        <Quiet words={DATE_MESSAGES.none} label={label} onPress={() => props.type('')} />
      )}
    </span>
  )
}

function DateInputField(props: Props & ReturnType<typeof useDateInput>) {
  const { label, help, error, isRequired = false, text, problem, at } = props
  const shown = problem === undefined ? error : DATE_PROBLEMS[problem]
  return (
    <TextField
      className="field"
      isInvalid={shown !== undefined}
      isRequired={isRequired}
      validationBehavior="aria"
      value={text}
      onChange={props.type}
      onBlur={props.tidy}
    >
      <Label className="field-label">
        {label}
        {isRequired && <span className="field-mark"> {commonMessages.required}</span>}
      </Label>
      <Input
        className="input"
        placeholder={DATE_MESSAGES.placeholder}
        autoComplete="off"
        spellCheck="false"
      />
      <Below error={shown} help={at === undefined ? help : undefined} />
      {at !== undefined && <Meaning {...props} at={at} now={props.rules.now} />}
    </TextField>
  )
}

interface MeaningProps extends Pick<DateInput, 'date' | 'isFlagged'> {
  readonly at: number
  readonly now: number
}

function Meaning({ at, now, date, isFlagged }: MeaningProps) {
  const words = DATE_MESSAGES.meaning(dateWords(at, date?.time !== undefined), relativeWords(at, now))
  return (
    <Text slot="description" className="field-help">
      <span title={utcText(at)}>{words}</span>
      {isFlagged && <strong className="warn"> {DATE_MESSAGES.hasPassed}</strong>}
    </Text>
  )
}

interface TimePartProps {
  readonly label: string
  readonly date: LocalDate
  readonly onChange: (time: Time | undefined) => void
}

/** The time of day. The browser reports `HH:MM`, with seconds if they are not zero, or an empty text. */
function TimePart({ label, date: { time }, onChange }: TimePartProps) {
  return (
    <Field
      label={DATE_MESSAGES.time(label)}
      type="time"
      value={time === undefined ? '' : time.toString().slice(0, time.second === 0 ? 5 : 8)}
      onChange={(text) => onChange(text === '' ? undefined : parseTime(text))}
    />
  )
}

interface QuietProps {
  readonly words: string
  readonly label: string
  readonly onPress: () => void
}

const Quiet = ({ words, label, onPress }: QuietProps) => (
  <Button size="small" looks="quiet" aria-label={`${words} (${label})`} onPress={onPress}>
    {words}
  </Button>
)
