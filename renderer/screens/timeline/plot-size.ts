/** The height of the plot and the position of its axis, in pixels from its top. */

export const HEIGHT_PX = 216
/** Room for the word "today", the signs of overlaps and the count above the highest bar, one below the other. */
export const TOP_PX = 40
export const TODAY_PX = 11
export const OVERLAP_PX = 15
export const BASE_PX = HEIGHT_PX - 4
export const PLOT_PX = BASE_PX - TOP_PX
