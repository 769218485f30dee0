/** The address of a tag's page, where its passages are. */
export const tagHref = (projectId: string, tagId: string): string => `/projects/${projectId}/codebook/${tagId}`
