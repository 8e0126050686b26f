/** How high the plot is and where its axis lies, in pixels from its top. */

export const HEIGHT_PX = 220
const AXIS_PX = 24
/** Room for the counts above the highest bar. */
export const TOP_PX = 16
export const BASE_PX = HEIGHT_PX - AXIS_PX
export const PLOT_PX = BASE_PX - TOP_PX
