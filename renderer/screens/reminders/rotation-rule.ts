/** The bounds of the rule that limits a secret's age in days. Pure. */

export const LEAST_ROTATION_DAYS = 1
/** Ten years. */
export const MOST_ROTATION_DAYS = 3_650
/** The default of a new rule. */
export const USUAL_ROTATION_DAYS = 90
