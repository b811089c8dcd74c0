"""`/notify`: what a person, a group or a topic is told of."""
