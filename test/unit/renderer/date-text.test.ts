import fc from 'fast-check'
import { CalendarDate, Time } from '@internationalized/date'
import { describe, expect, it } from 'vitest'
import { inputText, readInput, type DateRules } from '../../../renderer/parts/date-input.ts'
import {
  dateOfInstant,
  dateText,
  instantOfDate,
  readDate,
  type LocalDate,
} from '../../../renderer/parts/date-text.ts'

const TODAY = new CalendarDate(2026, 11, 29)
const BERLIN = 'Europe/Berlin'

function read(text: string, zone = 'UTC', today = TODAY): string {
  const result = readDate(text, today, zone)
  return result.is === 'problem' ? result.why : dateText(result.date)
}

const of = (day: CalendarDate, time?: Time): LocalDate => ({ day, time })

describe('a date as people write it', () => {
  it.each([
    ['90d', '2027-02-27'],
    ['+2 weeks', '2026-12-13'],
    ['in 3 months', '2027-02-28'],
    ['1y', '2027-11-29'],
    ['today', '2026-11-29'],
    ['Tomorrow', '2026-11-30'],
    ['0d', '2026-11-29'],
  ])('counts from today: %s', (text, day) => {
    expect(read(text)).toBe(day)
  })

  it.each([
    ['2027-01-15', '2027-01-15'],
    ['2027/1/5', '2027-01-05'],
    ['Dec 31, 2027', '2027-12-31'],
    ['31 December 2027', '2027-12-31'],
    ['Sept 1st 2027', '2027-09-01'],
    ['31.12.2027', '2027-12-31'],
    ['31/12/2027', '2027-12-31'],
    ['12/31/2027', '2027-12-31'],
    ['7/7/2027', '2027-07-07'],
    ['  2027-01-15  ', '2027-01-15'],
  ])('reads a whole date: %s', (text, day) => {
    expect(read(text)).toBe(day)
  })

  it.each([
    ['Dec 31', '2026-12-31'],
    ['29 Nov', '2026-11-29'],
    ['Nov 28', '2027-11-28'],
    ['Feb 29', '2028-02-29'],
  ])('takes a day without a year for the next one: %s', (text, day) => {
    expect(read(text)).toBe(day)
  })

  it.each([
    ['2027-01-15 9:05', '2027-01-15 09:05'],
    ['Dec 31, 11:59 pm', '2026-12-31 23:59'],
    ['90d at 12:00 am', '2027-02-27 00:00'],
    ['2027-01-15T09:05:07', '2027-01-15 09:05:07'],
  ])('takes a time of day with it: %s', (text, words) => {
    expect(read(text)).toBe(words)
  })

  it('reads an exact instant in the zone that it is shown in', () => {
    expect(read('2027-01-15T23:30:00Z', BERLIN)).toBe('2027-01-16 00:30')
    expect(read('2027-07-15 23:30Z', BERLIN)).toBe('2027-07-16 01:30')
    expect(read('2027-01-15T23:30:00+0100', BERLIN)).toBe('2027-01-15 23:30')
  })

  it.each([
    ['15.1.27', 'two-digit-year'],
    ['1/15/27', 'two-digit-year'],
    ['Dec 31 27', 'two-digit-year'],
    ['27-01-15', 'two-digit-year'],
    ['2/3/2027', 'two-readings'],
    ['2027-02-29', 'no-such-day'],
    ['Feb 30', 'no-such-day'],
    ['Nov 31 2027', 'no-such-day'],
    ['13/13/2027', 'no-such-day'],
    ['2027-13-01', 'no-such-day'],
    ['0000-01-01', 'no-such-day'],
    ['99999y', 'no-such-day'],
    ['Dec 31 24:00', 'no-such-time'],
    ['Dec 31 13:00 pm', 'no-such-time'],
    ['soon', 'unreadable'],
    ['december', 'unreadable'],
    ['90', 'unreadable'],
    ['90m', 'unreadable'],
    ['-90d', 'unreadable'],
    ['2027', 'unreadable'],
    ['2027-02-30T09:00:00Z', 'unreadable'],
    ['', 'unreadable'],
  ])('refuses %s: %s', (text, why) => {
    expect(read(text)).toBe(why)
  })

  it('never throws, whatever is typed', () => {
    const pieces = fc.constantFrom(
      '2027',
      '-',
      '/',
      '.',
      ' ',
      'dec',
      'feb',
      '29',
      '31',
      '90',
      'd',
      ':',
      'z',
      'pm',
      't',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((some) => some.join('')),
        ),
        (text) => {
          expect(['date', 'problem']).toContain(readDate(text, TODAY, BERLIN).is)
        },
      ),
    )
  })
})

describe('a day as an instant', () => {
  it('is its first or its last minute, in the time zone of the user', () => {
    const day = of(new CalendarDate(2026, 12, 31))
    expect(instantOfDate(day, 'UTC', 'end')).toBe(Date.UTC(2026, 11, 31, 23, 59))
    expect(instantOfDate(day, BERLIN, 'start')).toBe(Date.UTC(2026, 11, 30, 23))
    expect(instantOfDate(day, 'Pacific/Kiritimati', 'end')).toBe(Date.UTC(2026, 11, 31, 9, 59))
    expect(instantOfDate(day, 'America/Los_Angeles', 'end')).toBe(Date.UTC(2027, 0, 1, 7, 59))
  })

  it('follows the clocks: a skipped time is the later one, of a double one it is the first', () => {
    const spring = new CalendarDate(2027, 3, 28)
    const autumn = new CalendarDate(2026, 10, 25)
    expect(instantOfDate(of(spring, new Time(2, 30)), BERLIN, 'start')).toBe(Date.UTC(2027, 2, 28, 1, 30))
    expect(instantOfDate(of(autumn, new Time(2, 30)), BERLIN, 'start')).toBe(Date.UTC(2026, 9, 25, 0, 30))
    const hours = (day: CalendarDate) =>
      Math.ceil((instantOfDate(of(day), BERLIN, 'end') - instantOfDate(of(day), BERLIN, 'start')) / 3_600_000)
    expect([hours(spring), hours(autumn)]).toEqual([23, 25])
  })

  it('has a first minute also where midnight is skipped', () => {
    const day = new CalendarDate(2026, 9, 6) // Chile's clocks go from 0:00 to 1:00
    expect(instantOfDate(of(day), 'America/Santiago', 'start')).toBe(Date.UTC(2026, 8, 6, 4))
  })

  it('comes back as it was written, and reads back the same', () => {
    const zones = fc.constantFrom('UTC', BERLIN, 'America/Santiago', 'Pacific/Kiritimati', 'Asia/Kathmandu')
    const days = fc.date({ min: new Date('1971-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    const edges = fc.constantFrom('start' as const, 'end' as const)
    fc.assert(
      fc.property(zones, days, edges, (zone, when, edge) => {
        const at = Math.floor(when.getTime() / 60_000) * 60_000
        const date = dateOfInstant(at, zone, edge)!
        const again = readDate(dateText(date), TODAY, zone)
        expect(again).toEqual({ is: 'date', date })
        // Of a time that occurs twice, the first is used, which is at most an hour earlier.
        expect([0, 3_600_000]).toContain(at - instantOfDate(date, zone, edge))
      }),
    )
  })

  it('is nothing beyond the calendar', () => {
    expect(dateOfInstant(Number.MAX_SAFE_INTEGER, 'UTC', 'end')).toBeUndefined()
    expect(dateOfInstant(Number.NaN, 'UTC', 'end')).toBeUndefined()
    expect(dateOfInstant(Date.UTC(10_000, 0, 1), 'UTC', 'end')).toBeUndefined()
  })
})

describe('what a date field holds', () => {
  const now = Date.UTC(2026, 10, 29, 12)
  const rules: DateRules = { zone: 'UTC', now, edge: 'end', past: 'refused' }
  const held = (text: string, own: Partial<DateRules> = {}) => {
    const { problem, isFlagged, value } = readInput(text, { ...rules, ...own })
    return { problem, isFlagged, value }
  }

  it('is nothing for an empty field, and no number for what is no date: no form sends that', () => {
    expect(held('  ')).toEqual({ problem: undefined, isFlagged: false, value: undefined })
    expect(held('soon')).toEqual({ problem: 'unreadable', isFlagged: false, value: Number.NaN })
  })

  it('refuses or flags a date that has passed, where that makes no sense', () => {
    expect(held('2026-11-28')).toEqual({ problem: 'past', isFlagged: false, value: Number.NaN })
    const at = Date.UTC(2026, 10, 28, 23, 59)
    expect(held('2026-11-28', { past: 'flagged' })).toEqual({
      problem: undefined,
      isFlagged: true,
      value: at,
    })
    expect(held('2026-11-28', { past: 'fine' })).toEqual({ problem: undefined, isFlagged: false, value: at })
  })

  it('counts today as ahead where its last minute counts, and as past where its first does', () => {
    expect(held('today').value).toBe(Date.UTC(2026, 10, 29, 23, 59))
    expect(held('today', { edge: 'start' }).problem).toBe('past')
  })

  it('takes today from the zone of the machine', () => {
    expect(held('today', { zone: 'Pacific/Kiritimati' }).value).toBe(Date.UTC(2026, 10, 30, 9, 59))
  })

  it('shows a value as it would be typed, and nothing for what is no instant', () => {
    expect(inputText(Date.UTC(2026, 11, 31, 23, 59), rules)).toBe('2026-12-31')
    expect(inputText(Date.UTC(2026, 11, 31, 9, 30), rules)).toBe('2026-12-31 09:30')
    expect([inputText(Number.NaN, rules), inputText(undefined, rules)]).toEqual(['', ''])
  })
})
