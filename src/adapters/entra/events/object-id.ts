/** Ids of directory objects, as Graph writes them in answers and in notifications. */

/** A GUID in any case; Graph's answers have it in lower case. */
export const OBJECT_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
