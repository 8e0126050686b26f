/** Words of the option `--overlap`. */

export const OVERLAP = {
  bad: (text: string, most: number) =>
    `--overlap cannot be “${text}”. It is a number of hours from 1 to ${most}.`,
  hours: (hours: number) => (hours === 1 ? '1 hour' : `${hours} hours`),
} as const
