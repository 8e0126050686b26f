/** The bounds and texts of the rule that limits a secret's age in days. Pure. */

export const LEAST_ROTATION_DAYS = 1
/** Ten years. */
export const MOST_ROTATION_DAYS = 3_650
/** The default of a new rule. */
export const USUAL_ROTATION_DAYS = 90

/** For example "every 90 days", or "no rule". */
export const rotationWords = (everyDays: number): string => {
  if (everyDays === 0) return 'no rule'
  return everyDays === 1 ? 'every day' : `every ${everyDays} days`
}
