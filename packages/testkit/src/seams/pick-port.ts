const lowest = 20_000;
const highest = 30_000;

/**
 * A port below those that systems hand out to outgoing connections. While the fake refuses connections its port is
 * free, and there no outgoing connection can take it, nor connect to itself.
 */
export const pickPort = (): number => lowest + Math.floor(Math.random() * (highest - lowest));
