import { type GossipsubOpts, StrictNoSign } from '@libp2p/gossipsub';
import { createTopicScoreParams } from '@libp2p/gossipsub/score';

/**
 * How offers are gossiped; https://github.com/libp2p/specs/blob/master/pubsub/gossipsub/gossipsub-v1.1.md
 *
 * Messages carry no signature of the peer, for an offer is signed by its provider; their id is the hash of their content.
 */
export function gossipOptions(topic: string): Partial<GossipsubOpts> {
  return {
    globalSignaturePolicy: StrictNoSign,
    floodPublish: true,
    fallbackToFloodsub: false,
    allowedTopics: [topic],
    maxInboundDataLength: 1024 * 1024,
    scoreParams: {
      topics: {
        [topic]: createTopicScoreParams({
          topicWeight: 1,
          // Offers are rare: nobody is expected to deliver at a rate, …
          meshMessageDeliveriesWeight: 0,
          meshFailurePenaltyWeight: 0,
          timeInMeshCap: 10,
          firstMessageDeliveriesCap: 10,
          // … but one that the topic's check refuses is no accident. The penalty is the square of their number, halved about
          // every two minutes: the tenth sinks a peer below the threshold under which nothing is taken from it.
          invalidMessageDeliveriesWeight: -1,
          invalidMessageDeliveriesDecay: 0.995,
        }),
      },
      // providers of one data centre share an address
      IPColocationFactorWeight: 0,
    },
  };
}
