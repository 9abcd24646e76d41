/** Hidden and short words of the marks: ticks, ring, fuse, kinds of message. */
export const marks = {}
