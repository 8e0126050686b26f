/** The bounds of the rule about a secret's age, in days, and its words. Pure. */

export const LEAST_ROTATION_DAYS = 1
/** Ten years. */
export const MOST_ROTATION_DAYS = 3_650
/** What a new rule begins with. */
export const USUAL_ROTATION_DAYS = 90

/** "every 90 days"; "no rule". */
export const rotationWords = (everyDays: number): string => {
  if (everyDays === 0) return 'no rule'
  return everyDays === 1 ? 'every day' : `every ${everyDays} days`
}
