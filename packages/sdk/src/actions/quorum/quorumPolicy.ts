/** `policy` of the terms that the task protocol shows a seat's provider: paid where a quorum agrees. */
export const quorumPolicy = 2;
