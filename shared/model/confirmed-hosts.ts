/** The hosts that the user has confirmed, as they are stored: origins, such as `https://host:8443`. */
import { z } from 'zod'

export const ConfirmedHosts = z.object({ send: z.array(z.string()), open: z.array(z.string()) })
export type ConfirmedHosts = z.infer<typeof ConfirmedHosts>
