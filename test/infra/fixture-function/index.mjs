export const handler = (event) => Promise.resolve(event);
