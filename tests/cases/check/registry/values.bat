// Values that are nearly right.
stack Compute {
  resource vpc = AWS::EC2::VPC { CidrBlock: ["10.0.0.0/16"] }
  resource group = AWS::EC2::SecurityGroup {
    GroupDescription: "web"
    VpcId: vpc
    SecurityGroupIngress: [
      { IpProtocol: "tcp", FromPort: 80, ToPort: 80, CidrIp: "0.0.0.0" }
      { IpProtocol: "tcp", FromPort: 22, ToPort: 22, CidrIp: "192.0.2.7" }
    ]
  }
  resource function = AWS::Lambda::Function {
    Code: { ZipFile: "exports.handler = async () => {}" }
    Role: "arn:aws:iam::123456789012:role/web"
    Handler: "index.handler"
    Runtime: "node20"
  }
  resource subnet = AWS::EC2::Subnet { VpcId: function.Arn, CidrBlock: "10.0.1.0/24" }
  resource policy = AWS::IAM::ManagedPolicy {
    PolicyDocument: {
      Version: "2012-10-17"
      Statement: [{ Effect: "allow", Action: "s3:GetObjet", Resource: "*" }]
    }
  }
}

stack Machines {
  resource machine = AWS::StepFunctions::StateMachine {
    RoleArn: "arn:aws:iam::123456789012:role/machines"
    DefinitionString: { StartAt: "Wait" }
  }
}
