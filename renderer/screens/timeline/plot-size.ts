/** How high the plot is and where its axis lies, in pixels from its top. */

export const HEIGHT_PX = 216
/** Room for the word of today, the signs of overlaps and the counts above the highest bar, below each other. */
export const TOP_PX = 40
export const TODAY_PX = 11
export const OVERLAP_PX = 15
export const BASE_PX = HEIGHT_PX - 4
export const PLOT_PX = BASE_PX - TOP_PX
